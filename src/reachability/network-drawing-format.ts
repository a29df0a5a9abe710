/** How a network is drawn. */
export enum NetworkDrawingFormat {
  /** A flowchart, which GitHub and GitLab draw where it stands in a block of Markdown. */
  MERMAID = 'mermaid',
  /** The same with a heading and all connections in a table, for a pull request. */
  MARKDOWN = 'markdown',
  /** For Graphviz. */
  DOT = 'dot',
  /** One page by itself, with search and explanations; it asks for nothing from the network. */
  HTML = 'html',
}
