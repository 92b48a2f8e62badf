import type { TopologyOrganisation } from '../topology.ts';

export const namespace = 'daunguon-fabric';

/** A Kubernetes object. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
}

/** AgriMSP is agri where Kubernetes asks for a name of small letters. */
export const shortName = ({ mspId }: Pick<TopologyOrganisation, 'mspId'>): string =>
  mspId
    .toLowerCase()
    .replace(/msp$/, '')
    .replace(/[^a-z0-9]+/g, '-');

/** A resource of bevel-operator-fabric (hlf.kungfusoftware.es/v1alpha1) in the network's namespace. */
export const fabricResource = (kind: string, name: string, spec: object): Resource => ({
  apiVersion: 'hlf.kungfusoftware.es/v1alpha1',
  kind,
  metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'daunguon' } },
  spec,
});

/** Where a signing identity's certificate and key lie: the operator puts them into a secret named after the FabricIdentity. */
export const identitySecret = (name: string): object => ({
  secretName: name,
  secretNamespace: namespace,
  secretKey: 'user.yaml',
});

export const resources = { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } };
export const storage = (size: string): object => ({ accessMode: 'ReadWriteOnce', size, storageClass: '' });
/** Istio's gateway leads a host name to a node; the node answers TLS itself. */
export const throughIstio = (...hosts: readonly string[]): object => ({
  ingressGateway: 'ingressgateway',
  port: 443,
  hosts: [...hosts],
});
