/** The agent on a health facility's machine. */
export { openAgent, sendCommitments, trustPolicyOf, type Agent } from './agent.ts';
export { masterKey, readClinicConfig, type ClinicConfig } from './config.ts';
export { eraseRecord } from './erase-record.ts';
export { BundleRefusal, openBundle, sealBundle, type Handed } from './exchange/bundle-jwe.ts';
export { checkBundle, type BundleCheck } from './exchange/check-bundle.ts';
export { receiveBundles, type Received } from './exchange/receive-bundles.ts';
export { prepareBundle, sendPrepared, type ToSend } from './exchange/send-bundle.ts';
export { facilityKey, signDigest, type FacilityKey } from './facility-keys.ts';
export { gatewayClient, GatewayRefusal, type GatewayClient } from './gateway-client.ts';
export { checkSignature, type SignatureCheck } from './exchange/check-signature.ts';
export { IntakeRefusal, showFields, takeIn, type KeptRecord } from './intake/take-in.ts';
export { patientLink } from './patient-link.ts';
export { openClinicStore, type ClinicStore } from './store/clinic-store.ts';
