/** The side of a chaincode stream that fabric-shim 2.5 keeps to itself: its messages, and the queue of those of one transaction. */
interface ShimMessage {
  getType(): number;
  setType(type: number): void;
  getPayload_asU8(): Uint8Array;
  setPayload(payload: Uint8Array): void;
  cloneMessage(): ShimMessage;
}
interface QueuedMessage {
  getMsg(): ShimMessage;
  getMethod(): string;
  getMsgTxContextId(): string;
  success(response: Uint8Array): void;
  fail(error: Error): void;
}
interface MessageQueue {
  /** By channel and transaction; the first is under way. */
  readonly txQueues: Record<string, QueuedMessage[]>;
  queueMsg(message: QueuedMessage): void;
  _sendMsg(transaction: string): void;
}
type MessageQueueClass = new (handler: ShimHandler) => MessageQueue;
interface ShimHandler {
  readonly _stream: {
    on(event: 'data', take: (message: ShimMessage) => void): unknown;
    removeListener(event: 'data', take: (message: ShimMessage) => void): unknown;
  };
  msgQueueHandler: MessageQueue;
  chat(starter: ShimMessage): void;
}
declare module 'fabric-shim/lib/handler.js' {
  const handlers: { ChaincodeMessageHandler: { prototype: ShimHandler } };
  export default handlers;
}
