import { createHash, sign, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const day = 86_400_000;
const context = (tagNumber: number) => ({ tagClass: 3, tagNumber });
const revokedAt = (time: Date) =>
  new asn1js.Constructed({ idBlock: context(1), value: [new asn1js.GeneralizedTime({ valueDate: time })] });

/** A responder of the test authority: DER of the answer to a request's DER. It repeats the nonce and holds for a day. */
export function answerOcsp(
  request: Uint8Array,
  revoked: readonly string[],
  thisUpdate: Date,
  signer: { readonly key: KeyObject; readonly kind: 'ec' | 'rsa'; readonly certificate: Uint8Array | undefined },
): Uint8Array {
  const { requestList, requestExtensions } = pkijs.OCSPRequest.fromBER(Uint8Array.from(request)).tbsRequest;
  const responses = requestList.map(({ reqCert }) => {
    const serial = Buffer.from(reqCert.serialNumber.valueBlock.valueHexView).toString('hex').toUpperCase();
    const single = new pkijs.SingleResponse({ certID: reqCert, thisUpdate });
    single.nextUpdate = new Date(thisUpdate.getTime() + day);
    single.certStatus = revoked.includes(serial)
      ? revokedAt(thisUpdate)
      : new asn1js.Primitive({ idBlock: context(0) });
    return single;
  });
  const keyHash = createHash('sha1').update(signer.key.asymmetricKeyType!).digest();
  const data = new pkijs.ResponseData({
    responderID: new asn1js.OctetString({ valueHex: Uint8Array.from(keyHash).buffer }),
    producedAt: thisUpdate,
    responses,
    ...(requestExtensions === undefined ? {} : { responseExtensions: requestExtensions }),
  });
  const tbs = Buffer.from(data.toSchema(true).toBER(false));
  const algorithmId = signer.kind === 'ec' ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.11';
  const basic = new pkijs.BasicOCSPResponse({
    tbsResponseData: pkijs.ResponseData.fromBER(Uint8Array.from(tbs)),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId }),
    signature: new asn1js.BitString({ valueHex: Uint8Array.from(sign('sha256', tbs, signer.key)).buffer }),
    ...(signer.certificate === undefined
      ? {}
      : { certs: [pkijs.Certificate.fromBER(Uint8Array.from(signer.certificate))] }),
  });
  const response = new pkijs.OCSPResponse({
    responseStatus: new asn1js.Enumerated({ value: 0 }),
    responseBytes: new pkijs.ResponseBytes({
      responseType: '1.3.6.1.5.5.7.48.1.1',
      response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER(false) }),
    }),
  });
  return new Uint8Array(response.toSchema().toBER(false));
}
