/** solc publishes no types; this is the one function used (https://docs.soliditylang.org/en/v0.8.37/using-the-compiler.html). */
declare module 'solc' {
  const solc: { compile(standardJsonInput: string): string };
  export default solc;
}
