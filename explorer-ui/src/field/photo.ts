import { fileDigest } from '../form/file-digest.ts';

/** Longest side in pixels: a label and a crate can be read, and a slow network carries it. */
const longestSide = 1600;

export interface TakenPhoto {
  readonly digest: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** The chosen file is no picture that this device can open. */
class PhotoError extends Error {}

/**
 * A photo as it is kept and uploaded: drawn anew as a JPEG, which leaves out where and with what it was taken (EXIF). The digest is that of these
 * bytes. @throws PhotoError
 */
export async function takePhoto(file: Blob): Promise<TakenPhoto> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PhotoError('not a picture');
  });
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
  if (drawn === null) throw new PhotoError('not drawn');
  return { digest: await fileDigest(drawn), type: drawn.type, bytes: await drawn.arrayBuffer() };
}
