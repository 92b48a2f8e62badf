/** One view of the page. */
export interface Page {
  element: HTMLElement;
  /** Called when another view takes its place. */
  leave(): void;
}
