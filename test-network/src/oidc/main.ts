import { parseArgs } from 'node:util';
import { startIssuer } from './issuer.ts';

const usage = `The development sign-in (OpenID Connect) with demo accounts. For tests only.
  node test-network/src/oidc/main.ts [--port 8083] [--data .daunguon/oidc] [--accounts accounts.json] [--redirect <uri>]…`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8083' },
    data: { type: 'string', default: '.daunguon/oidc' },
    accounts: { type: 'string' },
    redirect: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(usage);
else {
  const running = await startIssuer({
    port: Number(values.port),
    dataDir: values.data,
    ...(values.accounts === undefined ? {} : { accountsFile: values.accounts }),
    ...(values.redirect === undefined ? {} : { redirectUris: values.redirect }),
  });
  console.log(`oidc ${running.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void running.close().then(() => process.exit(0)));
}
