/** Carbon in the workspaces, as its people use them in a browser, and a certificate as a camera sees it. */
import { expect } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import type { System } from '../system.ts';

export interface Paper {
  readonly number: string;
  readonly date: string;
  readonly authority: string;
}
export const internalNotice = 'Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp';

export function carbonWorkspaces(browser: Browser, system: () => System) {
  const visitors = new Map<string, Promise<Visitor>>();
  const visitor = (login: string, width = 1280): Promise<Visitor> => {
    const known = visitors.get(login) ?? signedIn(browser, system(), login, { width });
    visitors.set(login, known);
    return known;
  };
  /** An act of the opened record page: its button, what is filled in, and the ledger's answer. */
  const act = async (page: Page, name: string, fill: (page: Page) => Promise<void> = async () => {}): Promise<void> => {
    await page.locator('.actions').getByRole('button', { name, exact: true }).click();
    await fill(page);
    await page.locator('form').getByRole('button', { name, exact: true }).click();
    await page.locator('.stages li.reached').nth(1).waitFor({ timeout: 60_000 });
  };
  const file = async (page: Page, label: string | RegExp, name: string, bytes: Buffer): Promise<void> =>
    page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  return {
    visitor,
    /** A key of the person's own, made in this browser: what binds others is signed with nothing else. */
    enrol: async (login: string): Promise<void> => {
      const { page, open } = await visitor(login);
      await open('/signing', 'Khóa ký của tôi');
      await page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
      await page.getByText('Máy này có khóa của bạn').waitFor();
    },
    /** The verifier states the tonnes; of the report only the digest leaves this device. */
    verify: async (monitoring: string, tonnes: string, report: Buffer): Promise<void> => {
      const { page, open } = await visitor('carbon-verifier');
      await open(`/carbon/monitoring/${monitoring}`, 'Kỳ giám sát');
      await page.getByText(internalNotice).first().waitFor();
      await act(page, 'Thẩm định kết quả', async () => {
        await page.getByLabel('Số tCO2e').fill(tonnes);
        await file(page, /^Tệp/, 'bao-cao.pdf', report);
      });
    },
    /** The authority approves with its paper and issues. */
    approveAndIssue: async (monitoring: string, paper: Paper): Promise<void> => {
      const { page, open } = await visitor('carbon-authority');
      await open(`/carbon/monitoring/${monitoring}`, 'Kỳ giám sát');
      await act(page, 'Phê duyệt', async () => {
        await page.getByLabel('Số quyết định').fill(paper.number);
        await page.getByLabel('Ngày quyết định').fill(paper.date);
        await page.getByLabel('Cơ quan quyết định').fill(paper.authority);
      });
      await open(`/carbon/monitoring/${monitoring}`, 'Kỳ giám sát');
      await act(page, 'Cấp tín chỉ');
    },
    /** From the list of suspected claims to the plot, both boundaries on the map, and the decision. */
    confirmDoubleClaim: async (plot: string): Promise<void> => {
      const { page, open } = await visitor('carbon-authority');
      await open('/carbon/double-claims', 'Nghi khai trùng');
      await page.getByRole('link', { name: plot }).first().click();
      await page.locator('svg.map path.area').nth(1).waitFor();
      await act(page, 'Quyết định khai trùng', () => page.getByLabel('Lý do').fill('Trùng vùng trồng'));
    },
    /** A file of the ministry's codes: one wrong line and nothing is written, then the right one. */
    importCodes: async (wrong: string, right: string): Promise<void> => {
      const { page, open } = await visitor('carbon-authority');
      await open('/carbon/national-codes', 'Nhập mã trong nước');
      await page.getByText(internalNotice).waitFor();
      await file(page, 'Tệp CSV của Bộ', 'ma.csv', Buffer.from(wrong));
      await page.getByRole('alert').getByText('1 chỗ sai').waitFor();
      await file(page, 'Tệp CSV của Bộ', 'ma.csv', Buffer.from(right));
      await page.getByRole('button', { name: 'Ghi 1 mã' }).click();
      await page.getByText('Đã ghi 1 mã').waitFor({ timeout: 60_000 });
    },
    /** The owner hands in a project that a file of CAD Trust describes. */
    importProject: async (json: string, name: string): Promise<void> => {
      const { page, open } = await visitor('carbon-buyer', 390);
      await open('/carbon/cad-trust', 'CAD Trust');
      await file(page, 'Tệp CAD Trust (JSON)', 'cad.json', Buffer.from(json));
      await page.getByRole('heading', { name }).waitFor();
      await page.locator('form').getByRole('button', { name: 'Đăng ký dự án' }).click();
      await page.locator('.stages li.reached').nth(1).waitFor({ timeout: 60_000 });
    },
    /** A period of the same file, once its project is registered: its project is known by its origin, its verifier is chosen by name. */
    importPeriod: async (json: string, project: string, verifier: string, report: Buffer): Promise<void> => {
      const { page, open } = await visitor('carbon-buyer', 390);
      await open('/carbon/cad-trust', 'CAD Trust');
      await file(page, 'Tệp CAD Trust (JSON)', 'cad.json', Buffer.from(json));
      const period = page.locator('details', { hasText: 'Nộp kỳ giám sát' }).first();
      await period.locator('summary').click();
      await period.getByLabel('Đơn vị thẩm định được mời').selectOption(verifier);
      expect(await period.getByLabel('Dự án của bạn').inputValue()).toBe(project);
      await period.getByLabel(/^Tệp/).setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: report });
      await period.locator('form').getByRole('button', { name: 'Nộp kỳ giám sát' }).click();
      await period.locator('.stages li.reached').nth(1).waitFor({ timeout: 60_000 });
    },
    complaints: async (): Promise<string[]> => (await Promise.all(visitors.values())).flatMap((one) => one.complaints),
  };
}

const dpi = 203;

/** The text of the QR code of a retirement certificate, read from the pixels of its page as a camera would. */
export async function codeOnCertificate(pdf: Uint8Array): Promise<string> {
  const page = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const px = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const { data, width, height } = context.getImageData(px(20), px(237), px(40), px(40));
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}
