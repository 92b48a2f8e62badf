/** The part of the Khronos validator that is used; it comes without types. */
declare module 'gltf-validator' {
  interface Report {
    readonly issues: { readonly numErrors: number };
    readonly info?: { readonly resources?: readonly { readonly storage?: string }[] };
  }
  interface Options {
    readonly maxIssues: number;
    /** Asked for every file that the model names. */
    readonly externalResourceFunction: (uri: string) => Promise<Uint8Array>;
  }
  const validator: { validateBytes(bytes: Uint8Array, options: Options): Promise<Report> };
  export default validator;
}
