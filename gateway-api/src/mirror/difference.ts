/** What a mirror caught: bytes of the gateway that contradict a signed checkpoint, or each other. */
export type DifferenceKind = 'checkpoint' | 'fork' | 'tile' | 'leaf' | 'body';

export class Difference extends Error {
  readonly kind: DifferenceKind;
  /** Size of the log that it is about. */
  readonly size: number;
  /** What shows it to others. */
  readonly evidence: Readonly<Record<string, unknown>>;
  constructor(kind: DifferenceKind, size: number, message: string, evidence: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'Difference';
    this.kind = kind;
    this.size = size;
    this.evidence = evidence;
  }
}
