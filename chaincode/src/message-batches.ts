/** protos.ChaincodeMessage.Type; those of writes are also protos.WriteRecord.Type. */
export const types = {
  ...{ ready: 4, getState: 8, putState: 9, putStateMetadata: 21, writeBatch: 24, getMultiple: 25 },
} as const;

/** How many keys one message may write or read; below two the peer knows no such messages (Fabric before 3.1). */
export interface BatchLimits {
  writes: number;
  reads: number;
}

/** Fields of a protobuf message of integers, bytes and messages (https://protobuf.dev/programming-guides/encoding/). */
function* fields(message: Uint8Array): Generator<{ number: number; integer: number; bytes: Uint8Array }> {
  let at = 0;
  const varint = (): number => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const integer = varint();
    const bytes = message.subarray(at, tag % 8 === 2 ? at + integer : at);
    at += bytes.length;
    yield { number: Math.floor(tag / 8), integer, bytes };
  }
}

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 128) | 0x80, ...varint(Math.floor(value / 128))];

/** protos.WriteBatchState of these writes: PutState and PutStateMetadata have the field numbers of WriteRecord, which adds the type. */
const writeBatch = (writes: readonly QueuedMessage[]): Uint8Array =>
  Buffer.concat(
    writes.flatMap((write) => {
      const message = write.getMsg();
      const payload = message.getPayload_asU8();
      // rec = 1; type = 5
      return [Uint8Array.of(0x0a, ...varint(payload.length + 2)), payload, Uint8Array.of(0x28, message.getType())];
    }),
  );

/** protos.GetStateMultiple: GetState of a public key is its key alone, and keys repeat. */
const getMultiple = (reads: readonly QueuedMessage[]): Uint8Array =>
  Buffer.concat(reads.map((read) => read.getMsg().getPayload_asU8()));

const kindOf = (message: ShimMessage): keyof BatchLimits | undefined => {
  const type = message.getType();
  if (type === types.putState || type === types.putStateMetadata) return 'writes';
  // The key alone; an empty one would not stand in the message at all.
  const isPublic = (): boolean => {
    const [key, ...more] = fields(message.getPayload_asU8());
    return key?.number === 1 && more.length === 0;
  };
  return type === types.getState && isPublic() ? 'reads' : undefined;
};

/** Puts one message in the place of the writes, or of the reads of public keys, with which a transaction's queue begins. */
export const joinFirst = (queue: QueuedMessage[], limits: BatchLimits): void => {
  const [first] = queue;
  const kind = first && kindOf(first.getMsg());
  if (first === undefined || kind === undefined || limits[kind] < 2) return;
  const other = queue.findIndex((message, index) => index === limits[kind] || kindOf(message.getMsg()) !== kind);
  const joined = queue.splice(0, other === -1 ? queue.length : other);
  if (joined.length === 1) {
    queue.unshift(first);
    return;
  }
  const message = first.getMsg().cloneMessage();
  message.setType(kind === 'writes' ? types.writeBatch : types.getMultiple);
  message.setPayload(kind === 'writes' ? writeBatch(joined) : getMultiple(joined));
  queue.unshift({
    getMsg: () => message,
    getMethod: () => first.getMethod(),
    getMsgTxContextId: () => first.getMsgTxContextId(),
    fail: (error) => joined.forEach((one) => one.fail(error)),
    success: (response) => {
      // protos.GetStateMultipleResult: one value for each key
      const values = kind === 'writes' ? [] : [...fields(response)].map(({ bytes }) => Buffer.from(bytes));
      // A value that is missing must not pass for a key that nothing stands under; the shim fails all of them with this.
      if (kind === 'reads' && values.length !== joined.length)
        throw new Error(`${values.length} values for ${joined.length} keys`);
      joined.forEach((one, index) => one.success(values[index] ?? Buffer.alloc(0)));
    },
  });
};

/** protos.ChaincodeAdditionalParams, which a peer sends with READY. */
export const batchLimits = (params: Uint8Array): BatchLimits => {
  const said = new Map([...fields(params)].map(({ number, integer }) => [number, integer]));
  const limit = (isUsed: number, most: number): number => (said.get(isUsed) === 1 ? (said.get(most) ?? 0) : 0);
  return { writes: limit(1, 2), reads: limit(3, 4) };
};
