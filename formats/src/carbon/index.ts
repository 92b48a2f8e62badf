/** Carbon units as other registries write them. */
export * from './cad-trust.ts';
export * from './foreign-serials.ts';
