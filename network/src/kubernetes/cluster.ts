/** The cluster that kubectl's current context names. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { runTool, ToolError } from '../run-tool.ts';
import { namespace } from './resource.ts';
import type { Resource } from './resource.ts';

export const toYaml = (list: readonly Resource[]): string => list.map((each) => stringify(each)).join('---\n');

/** @throws ToolError where no cluster with the operator answers */
export const checkCluster = async (): Promise<void> => {
  try {
    await runTool('kubectl', ['get', 'crd', 'fabricpeers.hlf.kungfusoftware.es', '--request-timeout=10s']);
  } catch (error) {
    throw new ToolError('TOOL_MISSING', `--on kubernetes needs kubectl and a cluster with bevel-operator-fabric. ${(error as Error).message}`); // prettier-ignore
  }
};

export const apply = async (list: readonly Resource[]): Promise<void> =>
  void (await runTool('kubectl', ['apply', '--filename', '-'], toYaml(list)));

interface Status {
  readonly status?: string;
  /** Of peers and orderers: when the operator last gave them certificates. */
  readonly lastCertificateUpdate?: string;
  readonly message?: string;
}

const statusOf = async ({ kind, metadata }: Resource): Promise<Status> => {
  const text = await runTool('kubectl', ['get', kind, metadata.name, '--namespace', namespace, '--output', 'json']);
  return (JSON.parse(text) as { status?: Status }).status ?? {};
};

/** True once a renewal of certificates that the resource asks for is behind it. */
const renewed = ({ kind, spec }: Resource, { lastCertificateUpdate = '' }: Status): boolean => {
  const { updateCertificateTime } = (spec ?? {}) as { updateCertificateTime?: string };
  if (updateCertificateTime === undefined || kind === 'FabricIdentity') return true;
  return Date.parse(lastCertificateUpdate) >= Date.parse(updateCertificateTime);
};

/** The resource's status once the operator says RUNNING, with the certificates that are asked for. @throws Error with the operator's words where it fails or takes too long */
export const running = async <T>(resource: Resource, minutes = 10): Promise<T> => {
  const name = `${resource.kind} ${resource.metadata.name}`;
  for (const end = Date.now() + minutes * 60_000; ; await sleep(2000)) {
    const found = await statusOf(resource);
    if (found.status === 'RUNNING' && renewed(resource, found)) return found as T;
    if (Date.now() > end)
      throw new Error(`${name} does not run: ${found.status ?? 'no status'} ${found.message ?? ''}`);
  }
};

/** Applies resources and resolves with their statuses once all run. */
export const applied = async <T>(list: readonly Resource[]): Promise<T[]> => {
  await apply(list);
  return Promise.all(list.map((each) => running<T>(each)));
};
