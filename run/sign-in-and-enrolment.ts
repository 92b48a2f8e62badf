/**
 * Development sign-in, enrolment agent and the keeper of the test EVM chain in one process, to save memory on one machine. In production
 * they are not only separate processes but belong to different bodies: a national sign-in, one agent for each organisation, a public chain.
 */
import { join } from 'node:path';
import { readConfig } from '../gateway-api/src/config.ts';
import { agentApp } from '../gateway-api/src/enrolment/agent-app.ts';
import { keepTestChain, type KeptTestChain } from '../network/evm/keep-test-chain.ts';
import { testChainMark } from '../network/evm/test-chain.ts';
import { startIssuer } from '../test-network/src/oidc/issuer.ts';
import { gatewayEnv } from './parts.ts';
import { placesOf } from './places.ts';

const places = placesOf(process.env);
const issuer = await startIssuer({
  port: places.ports.oidc,
  dataDir: join(places.data, 'oidc'),
  redirectUris: [
    `${places.gatewayUrl}/docs/oauth2-redirect.html`,
    `${places.explorerUrl}/session/callback`,
    `${places.explorerUrl}/signing/enrolled`,
  ],
});
const config = readConfig(gatewayEnv(places));
const agent = agentApp(config).listen(config.agentPort, 'localhost', (error) => {
  if (error !== undefined) throw error;
  console.log(`ready sign-in ${issuer.url}, enrolment agent http://localhost:${config.agentPort}`);
});
// Nobody waits for it: without it the gateway anchors nothing, and says so.
const chain: Promise<KeptTestChain | undefined> = places.evm?.isOwn
  ? keepTestChain(
      { data: join(places.data, 'evm'), port: places.ports.evm, allowOrigin: places.verifierUrl },
      console.error,
    ).catch((error: Error) => void console.error(`test EVM chain: ${error.message}`))
  : Promise.resolve(undefined);
void chain.then((started) => started && console.log(`ready evm ${started.url} (${testChainMark})`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () =>
    agent.close(() => {
      void Promise.all([issuer.close(), chain.then((started) => started?.stop())]).then(() => process.exit(0));
    }),
  );
}
