/** One row of a domain's problem table: HTTP status and title (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly title: { readonly vi: string; readonly en: string };
}

export const problem = (status: number, vi: string, en: string): Problem => ({ status, title: { vi, en } });
