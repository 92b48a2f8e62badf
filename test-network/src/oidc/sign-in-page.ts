import type { DemoAccount } from './demo-accounts.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const words = (account: DemoAccount): string =>
  `<b>${escape(account.titleVi)}</b> <i lang="en">${escape(account.title)}</i><br>${escape(account.name)} · <code>${escape(account.login)}</code> · ${escape(account.mspId)}`;

/** Where the pages' style lies: it stands in none of them, so that their policy allows no style that stands in a page. */
export const stylePath = '/sign-in.css';
export const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
.test{background:#fff3cd;border:2px solid #8a6100;padding:.5rem 1rem;color:#1b1b1b}
ul{list-style:none;padding:0}li{padding:.25rem 0}button{width:100%;text-align:left;font:inherit;padding:.7rem 1rem;cursor:pointer;min-height:48px;color:inherit;background:#fff;border:1px solid #6b7a88;border-radius:10px}
@media (prefers-color-scheme:dark){body{color:#e8eef3;background:#10181f}button{background:#1a2530;border-color:#71818f}}
`;

const page = (content: string): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Đăng nhập thử nghiệm · Test sign-in</title>
<link rel="stylesheet" href="${stylePath}"></head><body><main>
<h1>Đăng nhập <span lang="en">/ Sign in</span></h1>
<p class="test"><b>THỬ NGHIỆM</b>: tài khoản mẫu, không có mật khẩu, không phải người thật.<br><span lang="en"><b>TEST</b>: demo accounts without passwords, not real people.</span></p>
${content}</main></body></html>
`;

/** What stands at the issuer's own address: nobody signs in there, an application sends people to the sign-in page. */
export const frontPage = (accounts: readonly DemoAccount[]): string =>
  page(`<p>Trang này mở ra khi một ứng dụng yêu cầu đăng nhập. <span lang="en">An application that needs you to sign in opens this page.</span></p>
<ul>
${accounts.map((account) => `<li>${words(account)}</li>`).join('\n')}
</ul>`);

/** The sign-in page: one button for each demo account, and a clear word that this is a test. Works without script. */
export const signInPage = (action: string, accounts: readonly DemoAccount[], wrong?: string): string =>
  page(`${wrong === undefined ? '' : `<p role="alert">Không có tài khoản “${escape(wrong)}”. <span lang="en">No such account.</span></p>`}
<form method="post" action="${escape(action)}"><ul>
${accounts.map((account) => `<li><button name="login" value="${escape(account.login)}">\n${words(account)}</button></li>`).join('\n')}
</ul></form>`);

/** What stands there when an application asks for something that it must not ask for. */
export const errorPage = (error: string): string =>
  page(`<p role="alert">Không đăng nhập được: ứng dụng đã hỏi sai. <span lang="en">No sign-in: the application asked for something wrong.</span></p>
<p><code>${escape(error)}</code></p>`);
