/** What every command of every platform is given. */
export interface CommandOptions {
  /** Absolute folder of the network's data. */
  readonly data: string;
  /** Absolute path of the topology. */
  readonly topologyFile: string;
  readonly portOffset: number;
  /** The chaincode's program, absolute. */
  readonly chaincodeServer: string;
  /** Delete data, too. */
  readonly yes: boolean;
  /** One organisation's nodes only. */
  readonly organisation?: string;
}

export const commandNames = [
  ...(['render', 'up', 'run', 'down', 'status'] as const),
  ...(['add-org', 'renew-certificates', 'upgrade-chaincode'] as const),
];
export type CommandName = (typeof commandNames)[number];

/** The commands that a platform knows. They throw Error, in words for the operator. */
export type Platform = Partial<Readonly<Record<CommandName, (options: CommandOptions) => Promise<void>>>>;
