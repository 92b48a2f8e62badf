/** Carbon units as other registries write them. */
export * from './cad-export.ts';
export * from './cad-import.ts';
export type { CadFinding } from './cad-units.ts';
export * from './cad-trust.ts';
export * from './foreign-serials.ts';
export { overlapsIn } from './overlaps.ts';
