import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Workspace packages are read from their sources, so tests need no build. The rest is what Vite looks for anyway.
const conditions = ['@denglu/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', '{examples,benchmarks,scripts}/**/*.test.ts'],
    // Tests with real processes start many: what one has compiled, the next one need not.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node-compile') },
    testTimeout: 30_000,
    // Many tests wait for processes, terminals and browsers of their own: more workers than cores do not hurt.
    maxWorkers: 4,
    globalSetup: ['scripts/test-tools.ts'],
    // In CI the outcome is also written for machines: .ci/run counts from it.
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.reports/tests.json' }]] : ['default'],
  },
})
