/**
 * Development sign-in and enrolment agent in one process, to save memory on one machine. In production they are not only
 * two processes but belong to different bodies: a national sign-in, and one agent for each organisation.
 */
import { join } from 'node:path';
import { readConfig } from '../gateway-api/src/config.ts';
import { agentApp } from '../gateway-api/src/enrolment/agent.ts';
import { startIssuer } from '../test-network/src/oidc/issuer.ts';
import { gatewayEnv } from './parts.ts';
import { placesOf } from './places.ts';

const places = placesOf(process.env);
const issuer = await startIssuer({
  port: places.ports.oidc,
  dataDir: join(places.data, 'oidc'),
  redirectUris: [`${places.gatewayUrl}/docs/oauth2-redirect.html`],
});
const config = readConfig(gatewayEnv(places));
const agent = agentApp(config).listen(config.agentPort, 'localhost', (error) => {
  if (error !== undefined) throw error;
  console.log(`ready sign-in ${issuer.url}, enrolment agent http://localhost:${config.agentPort}`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => agent.close(() => void issuer.close().then(() => process.exit(0))));
}
