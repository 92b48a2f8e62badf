import { readConfig } from '../config.ts';
import { openPeople } from './people.ts';
import { readOptions } from '../read-options.ts';

const usage = `Đại lý cấp chứng thư: đưa khoá của người đã đăng nhập đến CA của tổ chức. Enrolment agent: takes the key of a person who
signed in to the organisation's CA. Settings by environment (.env.example): DN_AGENT_PORT, DN_OIDC_ISSUER, DN_OIDC_AUDIENCE,
DN_OIDC_ENROLMENT_AUDIENCE, DN_DATA (enrolment/members.json), DN_NETWORK, DN_VAULT_KEY (key of this agent's own).
  node gateway-api/src/enrolment/agent.ts
  node gateway-api/src/enrolment/agent.ts --person <subject> [--issuer <url>]   how an account stands in members.json, to find its lines`;

const text = { type: 'string' } as const;
const { values } = readOptions(
  { options: { person: text, issuer: text, help: { type: 'boolean', default: false } } },
  usage,
);
if (values.help) console.log(usage);
else if (values.person !== undefined) {
  const config = readConfig(process.env);
  const people = openPeople(config.dataDir, config.vaultKey);
  console.log(people.tag({ issuer: values.issuer ?? config.issuer, subject: values.person }));
  people.close();
} else {
  // Fetched only now: the CA client's settings library reads the command line as it loads, and answers --help itself.
  const { agentApp } = await import('./agent-app.ts');
  const { limitServer } = await import('../security/request-limits.ts');
  const config = readConfig(process.env);
  const server = limitServer(agentApp(config).listen(config.agentPort, config.host));
  server.once('listening', () => console.log(`ready enrolment agent http://localhost:${config.agentPort}`));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => server.close(() => process.exit(0)));
  }
}
