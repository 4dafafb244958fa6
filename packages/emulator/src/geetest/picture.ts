/** The landscape of a puzzle, with a hole where the piece belongs. */
export function drawPuzzle(target: number): string {
  const left = (target / 100) * 260
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#9bd3f5"/><stop offset="1" stop-color="#fdeccf"/></linearGradient></defs>
<rect width="300" height="150" fill="url(#sky)"/>
<circle cx="236" cy="38" r="17" fill="#fff3c4"/>
<path d="M0 118 62 62l44 40 52-58 76 74 66-38v70H0z" fill="#7fa6b8"/>
<path d="M0 136 88 96l74 36 58-24 80 30v12H0z" fill="#4c7a6b"/>
<rect x="${left}" y="55" width="40" height="40" rx="6" fill="#0b1d2a" fill-opacity=".55" stroke="#fff" stroke-opacity=".8"/>
</svg>`
}
