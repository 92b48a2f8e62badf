/** A readable label from a name in code: `maxYieldKgPerHa` -> "Max yield kg per ha", `ocop/rules` -> "Ocop: rules". */
export const labelFromName = (name: string): string => {
  const words = name
    .replace('/', ': ')
    .replace(/([a-z0-9])([A-Z])/g, (_all, before: string, next: string) => `${before} ${next.toLowerCase()}`)
    .replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
