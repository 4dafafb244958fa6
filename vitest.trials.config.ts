import { defineConfig } from 'vitest/config'
import house from './vitest.config.ts'

// The trials take a minute or two, so they do not run with the tests.
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['trials/**/*.test.ts'],
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.reports/trials.json' }]] : ['default'],
  },
})
