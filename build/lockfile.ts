/** The parts of package-lock.json (version 3) that are read here. */
export interface Lockfile {
  readonly lockfileVersion?: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string | { readonly type: string };
}

/** What npm installs, by its path; our own packages are links. */
export const installed = ({ packages }: Lockfile): [path: string, one: LockedPackage][] =>
  Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && link !== true);

/** What is installed for use, not for building and testing alone. */
export const forUse = (lock: Lockfile): [path: string, one: LockedPackage][] =>
  installed(lock).filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** SHA-512 in base64 (Subresource Integrity). */
const sha512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** Packages that could be other bytes at the next install: pinned by no SHA-512, or taken from elsewhere than a registry over HTTPS. */
export function unpinned(lock: Lockfile): readonly string[] {
  if (lock.lockfileVersion !== 3) return [`package-lock.json is of version ${lock.lockfileVersion}, not 3`];
  return installed(lock).flatMap(([path, { integrity = '', resolved }]) => [
    ...(sha512.test(integrity) ? [] : [`${path}: no SHA-512`]),
    ...(resolved === undefined || /^https:\/\/[^/]+\/.*\.tgz$/.test(resolved) ? [] : [`${path}: from ${resolved}`]),
  ]);
}

/** Packages for use, each as `<name>@<version>`. */
export const usedIn = (lock: Lockfile): ReadonlySet<string> =>
  new Set(forUse(lock).map(([path, { version }]) => `${nameOf(path)}@${version}`));

/** Where a bill of materials (`<name>@<version>` each) is not what the lockfile installs for use; our own packages aside. */
export function offLock(billed: readonly string[], lock: Lockfile): readonly string[] {
  const used = usedIn(lock);
  const others = billed.filter((one) => !one.startsWith('@daunguon/'));
  return [
    ...[...used].filter((one) => !others.includes(one)).map((one) => `${one} is missing`),
    ...others.filter((one) => !used.has(one)).map((one) => `${one} is not for use`),
  ];
}
