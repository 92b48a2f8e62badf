let verifier: Promise<string> | undefined;

/** Address of a record on the public verifier, which another organisation serves; null where this origin names none. */
export async function verifierLink(id: string): Promise<string | null> {
  verifier ??= fetch('/settings.json').then(async (answer) => ((await answer.json()) as { verifier: string }).verifier);
  try {
    return `${await verifier}/R/${id}`;
  } catch {
    verifier = undefined;
    return null;
  }
}
