/** Styles of the pages for employers, which no scanned label loads. */
export function employerStyle(): void {
  if (document.getElementById('employer-style') !== null) return;
  const link = Object.assign(document.createElement('link'), {
    id: 'employer-style',
    rel: 'stylesheet',
    href: '/employer.css',
  });
  document.head.append(link);
}
