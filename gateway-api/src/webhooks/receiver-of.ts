import { HttpProblem } from '../http/http-problem.ts';
import type { Partner } from '../exchange/partner-store.ts';
import { checkedAddress, receiverUrl, type ReceiverRules } from './receiver-address.ts';

/** Whether an administrator has permitted this partner's webhooks to go to the host of an address. */
export const isPermittedHost = ({ hosts }: Pick<Partner, 'hosts'>, url: string): boolean =>
  URL.canParse(url) && hosts.includes(new URL(url).host);

/** A receiver that somebody asks for: permitted, and of the public internet. @throws HttpProblem */
export async function requireReceiver(
  partner: Pick<Partner, 'hosts'>,
  url: string,
  rules: ReceiverRules,
): Promise<void> {
  try {
    receiverUrl(url, rules.loopback);
  } catch {
    throw new HttpProblem('webhook/address-refused');
  }
  if (!isPermittedHost(partner, url)) throw new HttpProblem('webhook/host-not-permitted', new URL(url).host);
  // A name that does not resolve and one that leads inside are told alike: the answer says nothing of the network here.
  await checkedAddress(url, rules).catch(() => {
    throw new HttpProblem('webhook/address-refused');
  });
}
