import { describe, expect, it } from 'vitest'
import { describeConfig, readConfig } from './config.ts'

const trusted = (text?: string) => {
  const read = readConfig({ TRUST_PROXY: text })
  return 'config' in read ? read.config.TRUST_PROXY : read.faults
}

describe('TRUST_PROXY', () => {
  it('is off where nothing is said', () => {
    expect([trusted(), trusted(''), trusted('off')]).toEqual(['off', 'off', 'off'])
    expect(describeConfig().find(({ name }) => name === 'TRUST_PROXY')?.fallback).toBe('off')
  })

  it('takes addresses, ranges and names of ranges, with or without spaces', () => {
    expect(trusted('10.0.0.1')).toEqual(['10.0.0.1'])
    expect(trusted('loopback, 192.168.0.0/16,2001:db8::/32 ,::1')).toEqual(['loopback', '192.168.0.0/16', '2001:db8::/32', '::1'])
  })

  it.each(['on', 'true', 'proxy.example', '10.0.0.1/33', '10.0.0.0/0', '10.0.0.1/', '::1/129', '10.0.0.1,,::1', '10.0.0.1/8/8', '10.1'])(
    'refuses %s, in words that name it',
    (text) => {
      expect(trusted(text)).toEqual([{ variable: 'TRUST_PROXY', reason: expect.stringMatching(/is neither an address nor a range/) }])
    },
  )

  it('refuses a number of proxies, and says why', () => {
    expect(trusted('1')).toEqual([{ variable: 'TRUST_PROXY', reason: expect.stringMatching(/addresses/) }])
  })
})
