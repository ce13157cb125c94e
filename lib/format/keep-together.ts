/** A number and its unit stay on one line: "0.01 %", "12 days". */
export function keepTogether(text: string): string {
  return text.replace(/(\d) (?=%|[a-z])/g, '$1\u00a0');
}
