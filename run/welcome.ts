import { testChainMark } from '../network/evm/test-chain.ts';
import type { Places } from './places.ts';
import type { SeedIds } from './seed-ids.ts';
import { demonstrationGtin, serialLink } from './seed-labels.ts';

/** What `npm start` prints at the end: addresses, demo logins, and what to try first. */
export function welcome(places: Places, ids: SeedIds | undefined, seconds: number): string {
  const label = (name: string): string => `${places.labelUrl}/R/${ids?.of(name)}`;
  const serial = ids && serialLink(places.data, ids, places.labelUrl, demonstrationGtin);
  const serials = serial === undefined ? [] : [serial];
  const demo =
    ids === undefined
      ? []
      : [
          '',
          'Thử ngay / Try first',
          `  Nhãn một lô sầu riêng / a durian label:    ${label('split-0')}`,
          `  Lô bị thu hồi / a recalled lot:            ${label('split-1')}`,
          ...serials.map((link) => `  Nhãn có số sê-ri / a label with a serial:  ${link}`),
          `  Nhãn PDF / label sheet:                    ${places.gatewayUrl}/api/origin/batches/${ids.of('split-0')}/label.pdf`,
          `  Liên kết GS1 / a GS1 Digital Link:         ${places.gatewayUrl}/01/${demonstrationGtin}/10/HOP-0001-A`,
          `  Sản phẩm OCOP / OCOP products:             ${places.gatewayUrl}/ocop`,
          `  Phòng trưng bày di sản / heritage gallery: ${places.gatewayUrl}/heritage`,
        ];
  const evm = places.evm?.isOwn
    ? `${places.evm.url} (${testChainMark})`
    : places.evm
      ? new URL(places.evm.url).host // the rest may be an access key
      : 'không có: npm không có anvil cho máy này / none: npm has no anvil for this platform';
  return [
    '',
    `Sẵn sàng sau ${seconds.toFixed(1)} giây / Ready in ${seconds.toFixed(1)} s. MẠNG THỬ NGHIỆM / TEST NETWORK`,
    `  Trang làm việc / workspaces: ${places.explorerUrl}`,
    `  Sổ vườn / field app:         ${places.explorerUrl}/field/`,
    `  Trang kiểm tra / verifier:   ${places.verifierUrl}`,
    ...(places.lan === undefined
      ? []
      : [
          `  Điện thoại cùng mạng / phones on this network: ${places.labelUrl}`,
          `    chứng thư tự cấp / own certificate; to trust it, open ${places.labelUrl}/lan-ca.crt once`,
        ]),
    `  Trang công khai / public:    ${places.gatewayUrl}/`,
    `  API và tài liệu / API docs:  ${places.gatewayUrl}/docs`,
    `  Đăng nhập / sign-in:         ${places.issuer}`,
    `  Chuỗi neo / anchor chain:    ${evm}`,
    '  Tài khoản / demo logins:     farmer, packer, carrier, port, retailer, inspector, market-inspector, registrar, commune, steward, school, clinic-a, carbon-owner … (không mật khẩu / no password); tất cả ở trang đăng nhập / all of them on the sign-in page',
    ...demo,
    '',
    'Ctrl-C để dừng / to stop. npm run reset để xóa dữ liệu / to empty it.',
  ].join('\n');
}
