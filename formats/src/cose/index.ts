export { type QrContent } from './claims-cbor.ts';
export { readCose, signCose } from './cose-sign1.ts';
export { checkCredentialQr, credentialQrLink, maxLinkLength, type QrCheck } from './credential-qr.ts';
