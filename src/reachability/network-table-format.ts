/** How what was found out about a network is told. */
export enum NetworkTableFormat {
  /** Lines for people: `shop/web[Deployment] => shop/cache[Deployment] : TCP 6379`. */
  TEXT = 'text',
  /** For programs. */
  JSON = 'json',
  /** For spreadsheets. */
  CSV = 'csv',
  /** For a pull request. */
  MARKDOWN = 'markdown',
}
