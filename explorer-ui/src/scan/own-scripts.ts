interface ScriptUrlPolicy {
  createScriptURL(path: string): string;
}
interface TrustedTypeFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/**
 * Addresses of this origin's own scripts as `Worker` and `register` take them where Trusted Types are asked for. `policyName` is allowed by the
 * page's header (server/security-headers.ts); nothing but `paths` may become a script.
 */
export function ownScripts<Name extends string>(policyName: string, paths: Readonly<Record<Name, string>>) {
  let policy: ScriptUrlPolicy | undefined;
  return (name: Name): string => {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypeFactory };
    policy ??= trustedTypes?.createPolicy(policyName, { createScriptURL: (path) => path });
    return policy?.createScriptURL(paths[name]) ?? paths[name];
  };
}
