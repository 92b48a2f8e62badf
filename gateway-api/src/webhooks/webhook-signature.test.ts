import { expect, test } from '@jest/globals';
import { verify } from 'node:crypto';
import { freshKeyPair, keyOfSecret, signedHeaders } from './webhook-signature.ts';
import { publicKeyOf } from './test-receiver.ts';

test('HMAC is that of Standard Webhooks’ own example', () => {
  const key = keyOfSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!;
  const headers = signedHeaders([key], 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', 1_614_265_330_999);
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('Ed25519 verifies under the public key that the receiver was told, over id, time and body', () => {
  const { key, publicKey } = freshKeyPair();
  const headers = signedHeaders([key], 'msg_1', '{}', 1_764_547_200_000);
  const [scheme, signature = ''] = String(headers['webhook-signature']).split(',');
  expect(scheme).toBe('v1a');
  const isGood = (content: string): boolean =>
    verify(null, Buffer.from(content), publicKeyOf(publicKey), Buffer.from(signature, 'base64'));
  expect(isGood('msg_1.1764547200.{}')).toBe(true);
  expect(['msg_2.1764547200.{}', 'msg_1.1764547201.{}', 'msg_1.1764547200.{ }'].map(isGood)).toEqual([
    false,
    false,
    false,
  ]);
  expect(freshKeyPair().publicKey).not.toBe(publicKey);
});

test.each(['', 'whsec_', 'whsec_AAAA', `whsec_${Buffer.alloc(65).toString('base64')}`, 'secret', 'whsec_!!!'])(
  'no secret: %s',
  (text) => expect(keyOfSecret(text)).toBeUndefined(),
);
