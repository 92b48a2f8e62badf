import { readFileSync } from 'node:fs';

/** Settings that are secrets: each may stand in a file instead, named by the variable with `_FILE` behind it. */
const secretSettings = ['DN_VAULT_KEY', 'DN_OIDC_CLIENT_SECRET', 'DN_MONGODB_URI', 'DN_VC_API_KEY'] as const;

/**
 * The environment with the contents of those files in their variables: environments are shown by process lists and container engines, files mounted by
 * a secret store are not. @throws Error that names a variable which stands in both places, or whose file cannot be read
 */
export function withSecretFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found = secretSettings.flatMap((name) => {
    const file = env[`${name}_FILE`];
    if (!file) return [];
    if (env[name]) throw new Error(`${name} and ${name}_FILE are both set`);
    try {
      return [[name, readFileSync(file, 'utf8').trim()] as const];
    } catch (cause) {
      throw new Error(`${name}_FILE cannot be read: ${file}`, { cause });
    }
  });
  return { ...env, ...Object.fromEntries(found) };
}
