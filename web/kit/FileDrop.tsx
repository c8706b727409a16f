import { Button, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './filedrop.module.css'
import { UploadIcon } from './icons.tsx'

type Props = {
  /** What to drop: "Drop the transfer file here". */
  label: string
  hint: string
  accept: readonly string[]
  mostMegabytes: number
  file: File | null
  onFile: (file: File) => void
  disabled?: boolean
}

/** One file, dropped or picked; by keyboard through the button. */
export function FileDrop({ label, hint, accept, mostMegabytes, file, onFile, disabled }: Props) {
  const { t } = useTranslation()
  const pick = useRef<() => void>(null)
  const [fault, setFault] = useState('')
  const take = (files: readonly File[]) => {
    setFault('')
    const [first] = files
    if (first) onFile(first)
  }
  return (
    <div>
      <Dropzone
        onDrop={take}
        onReject={(rejections: readonly unknown[]) =>
          setFault(rejections.length > 1 ? t('kit.file.one') : t('kit.file.tooBig', { most: mostMegabytes }))
        }
        multiple={false}
        maxSize={mostMegabytes * 1024 * 1024}
        disabled={disabled ?? false}
        openRef={pick}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        inputProps={{ 'aria-label': label, accept: accept.join(','), tabIndex: -1 }}
        classNames={{ root: classes.drop ?? '' }}
        tabIndex={-1}
        role="presentation"
      >
        <div className={classes.inner}>
          <span className={classes.icon}>
            <UploadIcon size={20} />
          </span>
          <Text fw={600}>{file ? file.name : label}</Text>
          <Text className={classes.hint}>{hint}</Text>
          <Button variant="default" disabled={disabled ?? false} onClick={() => pick.current?.()}>
            {file ? t('kit.file.other') : t('kit.file.choose')}
          </Button>
        </div>
      </Dropzone>
      <div aria-live="assertive" className={classes.fault}>
        {fault}
      </div>
    </div>
  )
}
