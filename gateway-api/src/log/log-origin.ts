/**
 * Identity of the log: a network that was made anew has another genesis block, so that its log is never taken for a fork of the
 * old one (docs/proof-format.md §4). `genesisHash`: header hash of block 0 in hexadecimal.
 */
export const logOrigin = (host: string, channel: string, genesisHash: string): string =>
  `${host}/${channel}/${genesisHash.slice(0, 16)}`;
