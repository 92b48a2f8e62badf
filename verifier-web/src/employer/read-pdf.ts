import type * as pdfjsModule from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { nativeDecoder, workerDecoder } from '../browser/scan/decoder.ts';
import type { Decoder } from '../browser/scan/decoder.ts';
import { readCredentialAddress } from '../check/credential-address.ts';

/** What one PDF says of itself; none of it is believed yet. */
export interface ReadPdf {
  /** Addresses of its links that lead to a credential; where there are none, those of the QR codes among its pixels. */
  addresses: readonly string[];
  /** The Verifiable Credential that it carries, as JSON. */
  attached?: string;
  /** The words on its pages, in NFC. */
  text: string;
}

export const mostBytes = 20_000_000;
/** Diplomas have one or two pages; more are not searched. */
const mostPages = 4;
/** Pixels of an A4 page's longer side: a code of version 15 on 36 mm then has three for each module. */
const longestSide = 2200;

type Pdfjs = typeof pdfjsModule;
let loading: Promise<{ pdfjs: Pdfjs; worker: InstanceType<Pdfjs['PDFWorker']> }> | null = null;

/** From this origin; one worker for all files. */
async function load(): Promise<{ pdfjs: Pdfjs; worker: InstanceType<Pdfjs['PDFWorker']> }> {
  const script = '/pdf.js';
  const pdfjs = (await import(script)) as Pdfjs;
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdf-worker.js';
  return { pdfjs, worker: new pdfjs.PDFWorker() };
}

/** Reads a PDF on this device: attachment, links, words, and pixels only where there is nothing else. @throws what is no PDF */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  const { pdfjs, worker } = await loading;
  const task = pdfjs.getDocument({ data: bytes, worker, enableXfa: false, disableFontFace: true });
  try {
    const document = await task.promise;
    const attached = await attachedCredential(document);
    const pages = await Promise.all(
      Array.from({ length: Math.min(mostPages, document.numPages) }, (_, index) => document.getPage(index + 1)),
    );
    const links = (await Promise.all(pages.map(linksOf))).flat();
    const text = (await Promise.all(pages.map(wordsOf))).join(' ').normalize('NFC');
    const ours = ownAddresses(links);
    const found = ours.length > 0 || attached !== undefined ? ours : await codesOf(pages);
    return { addresses: [...new Set(found)], text, ...(attached === undefined ? {} : { attached }) };
  } finally {
    await task.destroy();
  }
}

/** A link to a school's own page says nothing of the code that is printed beside it. */
export const ownAddresses = (links: readonly string[]): string[] =>
  links.filter((link) => readCredentialAddress(link) !== null);

const attachment = 'credential.json';

async function attachedCredential(document: PDFDocumentProxy): Promise<string | undefined> {
  if ((await document.getAttachments())?.has(attachment) !== true) return undefined;
  const content = await document.getAttachmentContent(attachment);
  return content === null ? undefined : new TextDecoder().decode(content);
}

async function linksOf(page: PDFPageProxy): Promise<string[]> {
  const annotations = (await page.getAnnotations()) as { unsafeUrl?: unknown; url?: unknown }[];
  return annotations.flatMap(({ url, unsafeUrl }) => [url ?? unsafeUrl].filter((one) => typeof one === 'string'));
}

async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

let decoders: Promise<Decoder[]> | null = null;

async function codesOf(pages: readonly PDFPageProxy[]): Promise<string[]> {
  decoders ??= nativeDecoder().then((native) => [
    ...(native ? [native] : []),
    workerDecoder('/zxing-worker.js'),
    workerDecoder('/qr-worker.js'),
  ]);
  for (const page of pages) {
    const image = await pictureOf(page);
    for (const decode of await decoders) {
      const text = image === null ? null : await decode(image);
      if (text !== null) return [text];
    }
  }
  return [];
}

async function pictureOf(page: PDFPageProxy): Promise<ImageData | null> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longestSide / Math.max(width, height) });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
