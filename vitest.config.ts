import { defineConfig } from 'vitest/config'

// Workspace packages are read from their sources, so tests need no build. The rest is what Vite looks for anyway.
const conditions = ['@denglu/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', '{examples,benchmarks,scripts}/**/*.test.ts'],
    // In CI the outcome is also written for machines: .ci/run counts from it.
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.reports/tests.json' }]] : ['default'],
  },
})
