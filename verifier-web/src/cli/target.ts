import { isId } from '@daunguon/proof';
import { readLabelPath, readScannedText } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { readTypedCode } from '../check/typed-code.ts';

/** What the argument of the command line names; null when it is neither. Whether it is a file is asked before. */
export function labelOf(argument: string): Label | null {
  // What follows # is the holder's, not the label's.
  const [text = ''] = argument.trim().split('#');
  const scanned = readScannedText(text) ?? readLabelPath(text.startsWith('/') ? text : `/${text}`);
  if (scanned !== null) return scanned;
  const id = text.toUpperCase();
  if (isId(id)) return { kind: 'record', id };
  const typed = readTypedCode(text);
  return typed.ok ? { kind: 'record', id: typed.id } : null;
}
