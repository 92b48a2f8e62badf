import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { nodeFolder, ordererCaFile } from '../node-folders.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { renderConfigtx } from '../render-configtx.ts';
import { renderCore } from '../render-core.ts';
import { renderOrderer } from '../render-orderer.ts';
import type { OperatedNetwork } from './operated-network.ts';

const writeYaml = (folder: string, name: string, content: object): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), stringify(content));
};

/** configtx.yaml, and every node's own settings in its folder. Keys have to be there. */
export const renderSettings = ({ topology, data, nodes: { layout } }: OperatedNetwork): void => {
  const orderers = ordererOrganisations(topology);
  const tlsCas = orderers.map(({ mspId }) => ordererCaFile(layout.data, mspId));
  mkdirSync(dirname(ordererCaFile(data, '')), { recursive: true });
  for (const organisation of orderers) {
    const { root, tls } = nodeFolder(data, organisation.mspId, 'orderer');
    copyFileSync(tls.ca, ordererCaFile(data, organisation.mspId));
    writeYaml(root, 'orderer.yaml', renderOrderer(organisation, { ...layout, tlsCas }));
  }
  for (const organisation of peerOrganisations(topology))
    writeYaml(
      nodeFolder(data, organisation.mspId, 'peer').root,
      'core.yaml',
      renderCore(organisation, { ...layout, host: layout.host(organisation, 'peer') }),
    );
  writeYaml(join(data, 'configtx'), 'configtx.yaml', renderConfigtx(topology, data, layout.host));
};
