import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import shim from 'fabric-shim/lib/chaincode.js';

const Original = shim.ClientIdentity;
await import('./remembered-identities.ts');

/** Self-signed certificates of two people with Fabric CA's attribute `dn.unit`, which is the person's name here. */
const certificates = {
  an: [
    'MIIBiDCCAS2gAwIBAgIUHaluUlUr22+fDqjOADVUv4MzqIkwCgYIKoZIzj0EAwIwHjEPMA0GA1UECwwGY2xpZW50MQswCQYDVQQDDAJhbjAeFw',
    '0yNjExMzAwOTAzMzZaFw0zNjExMjcwOTAzMzZaMB4xDzANBgNVBAsMBmNsaWVudDELMAkGA1UEAwwCYW4wWTATBgcqhkjOPQIBBggqhkjOPQMB',
    'BwNCAATcgWM/IxPvmdp4+7+yjTSi1o/tmilFI4b+E8BR7wOZRmuVSyN2ZQ2j/6adAfqO9+vLZDvv8yCn9ij3wu2j/HCLo0kwRzAmBggqAwQFBg',
    'cIAQQaeyJhdHRycyI6eyJkbi51bml0IjoiYW4ifX0wHQYDVR0OBBYEFJGwsgGiGSXamqhDy3MlXPJvRiziMAoGCCqGSM49BAMCA0kAMEYCIQCx',
    'MT9djxoVg5BpR7uWxSuVD52U1PIILCOU7YIZAZujtgIhAK9xXMBRPBaEzfieAa8BPSrq9fPNNZ4VxjWV6Yacvzy3',
  ],
  binh: [
    'MIIBjjCCATOgAwIBAgIUFUlAVjUpxCY62IjIIYen91W6z/gwCgYIKoZIzj0EAwIwIDEPMA0GA1UECwwGY2xpZW50MQ0wCwYDVQQDDARiaW5oMB',
    '4XDTI2MTEzMDA5MDMzN1oXDTM2MTEyNzA5MDMzN1owIDEPMA0GA1UECwwGY2xpZW50MQ0wCwYDVQQDDARiaW5oMFkwEwYHKoZIzj0CAQYIKoZI',
    'zj0DAQcDQgAEEJAIWvmjVbkS72IyVSN3kNMOfwfKUL9vxHvM4PYGpqGCr6pJYiAuj55t2n75paQY0NT5uOZ9R7MYWmKUVUJ5SqNLMEkwKAYIKg',
    'MEBQYHCAEEHHsiYXR0cnMiOnsiZG4udW5pdCI6ImJpbmgifX0wHQYDVR0OBBYEFPg65nyegHn34QPc4EJgqw/uyzeqMAoGCCqGSM49BAMCA0kA',
    'MEYCIQDqE1KkL074Bnp7vyHTiFvFXisz6SAXuV2WsFtm/luSMgIhAJJs6vwi1EMa2i/E6XHN7fr4u2X0sHuNVlI7tcPje43Y',
  ],
};
const stubOf = (mspid: string, person: keyof typeof certificates): ShimStub => {
  const pem = ['-----BEGIN CERTIFICATE-----', ...certificates[person], '-----END CERTIFICATE-----'].join('\n');
  return {
    getCreator: () => ({ mspid, idBytes: new TextEncoder().encode(pem) }),
    getChannelID: () => 'province',
    getTxID: () => 'tx',
  };
};

test('every transaction has the identity that the shim would have made of its own certificate', () => {
  const stubs = [stubOf('AgriMSP', 'an'), stubOf('AgriMSP', 'binh'), stubOf('EduMSP', 'an'), stubOf('AgriMSP', 'an')];
  for (const stub of stubs) {
    const identity = new shim.ClientIdentity(stub);
    expect(identity).toEqual(new Original(stub));
    expect(identity.stub).toBe(stub);
  }
  expect(new shim.ClientIdentity(stubOf('AgriMSP', 'binh')).getAttributeValue('dn.unit')).toBe('binh');
  expect(new shim.ClientIdentity(stubOf('EduMSP', 'an')).getMSPID()).toBe('EduMSP');
});

test('a certificate is parsed once', () => {
  const attributes = (): unknown =>
    (new shim.ClientIdentity(stubOf('AgriMSP', 'an')) as unknown as { attrs: object }).attrs;
  expect(attributes()).toBe(attributes());
});

test('a transaction is let go when it is over, with its transient data and the bytes of its proposal', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const over = (): WeakRef<object>[] => {
    const stub = stubOf('HealthMSP', 'an');
    const creator = stub.getCreator();
    return [
      new WeakRef(new shim.ClientIdentity({ ...stub, getCreator: () => creator }).stub),
      new WeakRef(creator.idBytes),
    ];
  };
  const refs = over();
  await new Promise((resolve) => setTimeout(resolve, 20));
  collect();
  expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined]);
});
