/** The first trust policy of a deployment: `node run/trust-policy.ts --help`. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../gateway-api/src/read-options.ts';
import { writeTrustFiles } from '../gateway-api/src/log/trust-files.ts';
import { cosigningOrganisations } from './trust.ts';

const usage = `Viết chính sách tin cậy đầu tiên của một triển khai. Writes the first trust policy of a deployment (docs/deploy.md).
  node run/trust-policy.ts --folder <of the policy> --log-key <the log's vkey> --cosigners <folder with <MSP id>/vkey> --cosigners-url <prefix>
    --gateway <public URL> … [--mirror <public URL> …] [--quorum 3]
  Takes the organisations of network/topology.json that have a peer; their cosigners answer below <prefix>/<MSP id>. Waits half a minute for keys that
  are not made yet. Writes policy.txt, policy.json and log.vkey. Keys of a policy that is there change by gateway-api/src/change-log-key.ts alone.`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true, default: [] as string[] } as const;
const { values } = readOptions(
  {
    options: {
      ...{ folder: text, 'log-key': text, cosigners: text, 'cosigners-url': text, gateway: many, mirror: many },
      quorum: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
const { folder, 'log-key': logKeyFile, cosigners, 'cosigners-url': prefix } = values;
const quorum = Number(values.quorum);
const whole = folder && logKeyFile && cosigners && prefix && values.gateway.length > 0;
if (values.help || !whole || !(quorum >= 1 && quorum <= cosigningOrganisations.length)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 64;
} else {
  try {
    await writeTrustFiles({
      ...{ folder, logKeyFile, quorum, gateways: values.gateway, mirrors: values.mirror },
      organisations: cosigningOrganisations.map(({ mspId, domain, nameVi, name }) => ({
        ...{ mspId, keyName: domain, nameVi, name, url: `${prefix}/${mspId}` },
        vkeyFile: join(cosigners, mspId, 'vkey'),
      })),
    });
    copyFileSync(logKeyFile, join(folder, 'log.vkey'));
    console.log(`Đã ghi / written: ${join(folder, 'policy.txt')}, policy.json, log.vkey`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
