import { communeByCode } from '@daunguon/records';
import { html } from '../stated-page/html.ts';
import type { ReportEvidence } from './report-evidence.ts';
import type { ReportReason } from './report-schema.ts';
import type { StoredReport } from './report-store.ts';

const reasons: Readonly<Record<ReportReason, string>> = {
  'label-copied': 'Nhãn bị sao chép / Copied label',
  'seal-broken': 'Tem, bao bì bị mở / Broken seal',
  'goods-differ': 'Hàng không như nhãn / Goods differ from the label',
  'no-record': 'Không có hồ sơ / No record',
  other: 'Khác / Other',
};

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#14202b}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #8a99a8;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eef2f5;padding:.6rem}@media print{h2{break-after:avoid}tr{break-inside:avoid}}`;

const place = (code: string | undefined): string => (code === undefined ? '' : (communeByCode(code)?.name ?? code));

const reportRow = ({ id, day, label, reason, commune, photo, sealed, head }: StoredReport) =>
  html`<tr>
    <td>${day}</td>
    <td>${label}</td>
    <td>${reasons[reason]}</td>
    <td>${place(commune)}</td>
    <td>${photo ?? ''}</td>
    <td>${sealed ? 'có / yes' : ''}</td>
    <td>${head}</td>
    <td>${id}</td>
  </tr>`;

/** The evidence for people: printed from the browser; the JSON beside it is what can be proven. */
export const evidencePage = ({ madeAt, asked, reports, scans, bundles, heads, left }: ReportEvidence): string =>
  html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>Hồ sơ báo nghi giả</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>Hồ sơ báo nghi giả · Reports of suspected fakes</h1>
        <p>Lập lúc / Made at ${madeAt}. ${Object.entries(asked).map(([name, value]) => html`${name} = ${value}; `)}</p>
        <p>
          Báo cáo là lời người mua, không chứng minh hàng giả. Số lượt quét là lời của cổng. Chỉ các gói bằng chứng
          trong tệp JSON đi kèm là tự chứng minh được. / Reports are readers’ words and prove no fake; scan counts are
          the gateway’s statement; only the bundles in the JSON file prove themselves.
        </p>
        <h2>Báo cáo / Reports (${reports.length})</h2>
        <table>
          <tr>
            ${['Ngày', 'Nhãn', 'Lý do', 'Xã, phường', 'Ảnh (SHA-256)', 'Có lời kể', 'Cỡ sổ', 'Mã'].map((head) => html`<th>${head}</th>`)}
          </tr>
          ${reports.map(reportRow)}
        </table>
        <h2>Lượt quét / Scans</h2>
        <table>
          <tr>
            ${['Nhãn', 'Lượt quét', 'Số xã', 'Trong số ngày', 'Lần đầu'].map((head) => html`<th>${head}</th>`)}
          </tr>
          ${scans.map(
            (one) =>
              html`<tr>
                <td>${one.label}</td>
                <td>${one.scans}</td>
                <td>${one.communes}</td>
                <td>${one.days}</td>
                <td>${one.first?.day} ${place(one.first?.commune)}</td>
              </tr>`,
          )}
        </table>
        <h2>Gói bằng chứng / Proof bundles (${bundles.length})</h2>
        <ul>
          ${bundles.map(({ label, bundle }) => html`<li>${label} → ${bundle.id}</li>`)}
        </ul>
        ${left === 0 ? undefined : html`<p>Còn ${left} nhãn không nằm trong tệp này. / ${left} labels are left out.</p>`}
        <h2>Điểm chốt của sổ / Signed heads</h2>
        ${heads.map((head) => html`<pre>${head}</pre>`)}
      </body>
    </html>`.text;
