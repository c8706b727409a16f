import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A frame narrower than this holds cards, whatever stands in them; a wider one has room for two columns in a card. */
const leastOfTable = 560

/** The browser finds how wide each column wants to be; then that stays, whatever rows come and go as one scrolls. */
function fix(box: HTMLElement): void {
  const heads = [...box.querySelectorAll<HTMLElement>('thead th')]
  const widths = heads.map((head) => head.getBoundingClientRect().width)
  heads.forEach((head, at) => {
    head.style.width = `${widths[at]}px`
  })
  box.toggleAttribute('data-fixed', true)
}

function loosen(box: HTMLElement): void {
  box.toggleAttribute('data-fixed', false)
  for (const head of box.querySelectorAll<HTMLElement>('thead th')) head.style.width = ''
}

/**
 * Whether it fits as a table is measured, since it depends on what stands in it and in which language; else its rows are cards. Measured again when the
 * frame has another width, or `content` says that something else stands in it. `onLayout`: rows are of another height now.
 */
export function useFitting(frame: RefObject<HTMLDivElement | null>, content: string, onLayout: () => void): void {
  const changed = useRef(onLayout)
  changed.current = onLayout
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content has another width
  useLayoutEffect(() => {
    const box = frame.current
    if (!box) return
    let looked = 0
    const arrange = () => {
      if (box.clientWidth === looked) return
      const before = box.dataset.layout
      looked = box.clientWidth
      const wide = looked >= leastOfTable
      box.toggleAttribute('data-wide', wide)
      box.dataset.layout = 'table'
      loosen(box)
      if (!wide || box.scrollWidth > looked) box.dataset.layout = 'cards'
      else fix(box)
      if (before !== undefined && before !== box.dataset.layout) changed.current()
    }
    arrange()
    const observer = new ResizeObserver(arrange)
    observer.observe(box)
    return () => observer.disconnect()
  }, [frame, content])
}
