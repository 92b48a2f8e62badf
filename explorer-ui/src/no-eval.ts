/**
 * Imported before everything else: zod would try once whether it may make functions out of text, which the pages' policy forbids and browsers
 * report as a violation, although zod catches it. It reads this setting when its first schema is made.
 */
const zod = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
zod.__zod_globalConfig = { ...zod.__zod_globalConfig, jitless: true };
