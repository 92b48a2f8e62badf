/** Hands a file to the person: into the folder of downloads. */
export function saveFile(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // A browser may ask first where to put it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

export const jsonFile = (content: object): Blob =>
  new Blob([JSON.stringify(content, null, 1)], { type: 'application/json' });
