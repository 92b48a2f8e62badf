/** What a write tells about recalls: a batch's children and marks, or a notice in force or lifted. */
export type RecallFact =
  | { readonly batch: string; readonly children: readonly string[]; readonly recalls: readonly string[] }
  | { readonly notice: string; readonly of: string; readonly inForce: boolean };

export interface Unmarked {
  readonly notice: string;
  readonly batch: string;
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The fact in a ledger value of a record; undefined for any other value, whatever it is. */
export function recallFactIn(id: string, value: Uint8Array): RecallFact | undefined {
  let state: unknown;
  try {
    state = JSON.parse(Buffer.from(value).toString());
  } catch {
    return undefined;
  }
  const { type, status, body } = (state ?? {}) as { type?: unknown; status?: unknown; body?: unknown };
  const members = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  if (type === 'origin/batch')
    return { batch: id, children: texts(members['children']), recalls: texts(members['recalls']) };
  if (type !== 'origin/recall' || typeof members['batch'] !== 'string') return undefined;
  return { notice: id, of: members['batch'], inForce: status !== 'closed' };
}

/** The closure of recalls as the ledger's own genealogy gives it: which descendants of a recalled batch do not carry the notice. */
export class RecallClosure {
  readonly #children = new Map<string, readonly string[]>();
  readonly #recalls = new Map<string, readonly string[]>();
  readonly #notices = new Map<string, string>();
  /** Until something new is said. */
  #unmarked: readonly Unmarked[] | undefined;

  /** True if the fact says something new. A batch without children and marks is not remembered. */
  take(fact: RecallFact): boolean {
    const isNew = this.#take(fact);
    if (isNew) this.#unmarked = undefined;
    return isNew;
  }

  #take(fact: RecallFact): boolean {
    if ('notice' in fact) {
      const { notice, of, inForce } = fact;
      if (this.#notices.has(notice) === inForce) return false;
      if (inForce) this.#notices.set(notice, of);
      else this.#notices.delete(notice);
      return true;
    }
    const { batch, children, recalls } = fact;
    const hasChanged = this.#remember(this.#children, batch, children);
    return this.#remember(this.#recalls, batch, recalls) || hasChanged;
  }

  /** Descendants of the batches of notices in force that are not marked; the recalled batch itself among them. */
  unmarked(): readonly Unmarked[] {
    this.#unmarked ??= [...this.#notices].flatMap(([notice, root]) =>
      [...this.#family(root)]
        .filter((batch) => !(this.#recalls.get(batch) ?? []).includes(notice))
        .map((batch) => ({ notice, batch })),
    );
    return this.#unmarked;
  }

  #family(root: string): Set<string> {
    const family = new Set([root]);
    for (const batch of family) for (const child of this.#children.get(batch) ?? []) family.add(child);
    return family;
  }

  #remember(where: Map<string, readonly string[]>, batch: string, list: readonly string[]): boolean {
    if ((where.get(batch) ?? []).join() === list.join()) return false;
    if (list.length === 0) where.delete(batch);
    else where.set(batch, list);
    return true;
  }
}
