/** What `npm audit --json` says (its report of version 2), as far as it is read here. */
export interface AuditReport {
  readonly auditReportVersion?: number;
  readonly message?: string;
  readonly vulnerabilities?: Readonly<
    Record<
      string,
      { readonly via: readonly (string | { readonly name: string; readonly url: string; readonly title: string; readonly severity: string })[] } // prettier-ignore
    >
  >;
}
export interface Advisory {
  /** `GHSA-…`. */
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}
/** A known weakness that does not concern the product, or not yet. */
export interface Exception {
  readonly id: string;
  readonly package: string;
  /** Why the product is not open to it. */
  readonly why: string;
  /** ISO date from which it counts again: nothing is excepted for good. */
  readonly until: string;
}

/** Each advisory once, whatever depends on its package. @throws Error for a report that is none */
export function advisoriesIn({ auditReportVersion, vulnerabilities, message }: AuditReport): readonly Advisory[] {
  if (auditReportVersion !== 2 || vulnerabilities === undefined) throw new Error(message ?? 'no audit report');
  const found = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one !== 'string'));
  const each = found.map(({ url, name, severity, title }) => ({ id: url.split('/').at(-1) ?? url, package: name, severity, title })); // prettier-ignore
  return [...new Map(each.map((one) => [`${one.id} ${one.package}`, one])).values()];
}

/** Severities that stop a release. */
const counted = new Set(['high', 'critical']);

export interface Judged {
  /** High or critical, and not excepted today. */
  readonly open: readonly Advisory[];
  readonly excepted: readonly Advisory[];
  /** Exceptions that except nothing any more: they are to be deleted. */
  readonly idle: readonly Exception[];
}

/** `today`: ISO date. */
export function judge(advisories: readonly Advisory[], exceptions: readonly Exception[], today: string): Judged {
  const is = (advisory: Advisory) => (exception: Exception) =>
    exception.id === advisory.id && exception.package === advisory.package;
  const inForce = exceptions.filter(({ until }) => today < until);
  const serious = advisories.filter(({ severity }) => counted.has(severity));
  return {
    open: serious.filter((one) => !inForce.some(is(one))),
    excepted: serious.filter((one) => inForce.some(is(one))),
    idle: exceptions.filter((exception) => !advisories.some((advisory) => is(advisory)(exception))),
  };
}
