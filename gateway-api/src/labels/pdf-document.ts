import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const family = '@expo-google-fonts/be-vietnam-pro';
const regular = require.resolve(`${family}/400Regular/BeVietnamPro_400Regular.ttf`);
const bold = require.resolve(`${family}/700Bold/BeVietnamPro_700Bold.ttf`);

/** A PDF with the fonts `regular` and `bold`, which have every Vietnamese letter; `draw` fills it. */
export async function pdfOf(
  options: PDFKit.PDFDocumentOptions,
  draw: (document: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  // Ten megabytes that a gateway without a PDF to make does without.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ margin: 0, autoFirstPage: false, lang: 'vi', ...options });
  document.registerFont('regular', regular).registerFont('bold', bold);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  draw(document);
  document.end();
  return done;
}
