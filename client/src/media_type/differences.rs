//! Where the list that Postman uses (npm's `mime-types` 2.1 with `mime-db` 1.52) and `mime_guess` 2.0 differ.
//!
//! Both were asked for each extension that one of them knows.

/// Media types, each with its extensions, one to a line.
pub(super) const OTHERS: &str = "\
application/atomdeleted+xml atomdeleted
application/atsc-dwd+xml dwd
application/atsc-held+xml held
application/atsc-rsat+xml rsat
application/calendar+xml xcs
application/cdfx+xml cdfx
application/cpl+xml cpl
application/dash-patch+xml mpp
application/ecmascript ecma es
application/emotionml+xml emotionml
application/express exp
application/fdt+xml fdt
application/its+xml its
application/java-vm class
application/javascript js
application/json map
application/lgr+xml lgr
application/media-policy-dataset+xml mpf
application/mmt-aei+xml maei
application/mmt-usd+xml musd
application/mp4 m4p
application/node cjs
application/p2p-overlay+xml relo
application/pgp-keys asc
application/pkix-cert cer
application/pls+xml pls
application/provenance+xml provx
application/rdf+xml owl
application/rls-services+xml rs
application/route-apd+xml rapd
application/route-s-tsid+xml sls
application/route-usd+xml rusd
application/senml+xml senmlx
application/sensml+xml sensmlx
application/sieve sieve siv
application/smil+xml smi
application/swid+xml swidtag
application/toml toml
application/ttml+xml ttml
application/ubjson ubj
application/urc-ressheet+xml rsheet
application/urc-targetdesc+xml td
application/vnd.1000minds.decision-model+xml 1km
application/vnd.age age
application/vnd.apple.keynote key
application/vnd.apple.mpegurl m3u8
application/vnd.apple.numbers numbers
application/vnd.apple.pages pages
application/vnd.balsamiq.bmml+xml bmml
application/vnd.ctc-posml pml
application/vnd.dbf dbf
application/vnd.dvb.service svc
application/vnd.koan skp
application/vnd.mapbox-vector-tile mvt
application/vnd.ms-cab-compressed cab
application/vnd.ms-excel.addin.macroenabled.12 xlam
application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
application/vnd.ms-excel.sheet.macroenabled.12 xlsm
application/vnd.ms-excel.template.macroenabled.12 xltm
application/vnd.ms-powerpoint.addin.macroenabled.12 ppam
application/vnd.ms-powerpoint.presentation.macroenabled.12 pptm
application/vnd.ms-powerpoint.slide.macroenabled.12 sldm
application/vnd.ms-powerpoint.slideshow.macroenabled.12 ppsm
application/vnd.ms-powerpoint.template.macroenabled.12 potm
application/vnd.ms-word.document.macroenabled.12 docm
application/vnd.ms-word.template.macroenabled.12 dotm
application/vnd.openblox.game+xml obgx
application/vnd.openstreetmap.data+xml osm
application/vnd.quark.quarkxpress qxd
application/vnd.rar rar
application/vnd.rim.cod cod
application/vnd.smaf mmf
application/vnd.software602.filler.form+xml fo
application/vnd.syncml.dmddf+xml ddf
application/watcherinfo+xml wif
application/wsdl+xml wsdl
application/x-apple-diskimage dmg
application/x-authorware-bin u32
application/x-conference nsc
application/x-debian-package deb
application/x-envoy evy
application/x-font-type1 afm pfb pfm
application/x-futuresplash spl
application/x-iso9660-image iso
application/x-keepass2 kdbx
application/x-lzh-compressed lzh
application/x-msdos-program exe
application/x-msdownload msi
application/x-msmetafile emz
application/x-netcdf cdf
application/x-redhat-package-manager rpm
application/x-sea sea
application/xcap-att+xml xav
application/xcap-caps+xml xca
application/xcap-el+xml xel
application/xcap-ns+xml xns
application/xliff+xml xlf
application/xml xml xsd xsl
application/xml-dtd dtd
application/xslt+xml xslt
audio/adpcm adp
audio/amr amr
audio/midi mid midi rmi
audio/mobile-xmf mxmf
audio/mp4 m4a
audio/wave wav
audio/x-aac aac
audio/x-aiff aif aifc aiff
audio/x-flac flac
audio/x-pn-realaudio-plugin rmp
font/otf otf
font/woff woff
image/aces exr
image/avci avci
image/avcs avcs
image/dicom-rle drle
image/emf emf
image/fits fits
image/hej2k hej2
image/hsj2 hsj2
image/jls jls
image/jph jph
image/jphc jhc
image/jxr jxr
image/jxra jxra
image/jxrs jxrs
image/jxs jxs
image/jxsc jxsc
image/jxsi jxsi
image/jxss jxss
image/ktx2 ktx2
image/prs.pti pti
image/t38 t38
image/tiff-fx tfx
image/vnd.adobe.photoshop psd
image/vnd.airzip.accelerator.azv azv
image/vnd.dwg dwg
image/vnd.dxf dxf
image/vnd.microsoft.icon ico
image/vnd.ms-dds dds
image/vnd.pco.b16 b16
image/vnd.tencent.tap tap
image/vnd.valve.source.texture vtf
image/vnd.zbrush.pcx pcx
image/wmf wmf
image/x-pict pct pic
message/vnd.wfa.wsc wsc
model/3mf 3mf
model/mtl mtl
model/obj obj
model/step+xml stpx
model/step+zip stpz
model/step-xml+zip stpxz
model/stl stl
model/vnd.dwf dwf
model/vnd.mts mts
model/vnd.opengex ogex
model/vnd.parasolid.transmit.binary x_b
model/vnd.parasolid.transmit.text x_t
model/vnd.sap.vds vds
model/vnd.usdz+zip usdz
model/vnd.valve.source.compiled-map bsp
model/vrml wrl
model/x3d+fastinfoset x3db
model/x3d-vrml x3dv
text/cache-manifest manifest
text/jsx jsx
text/mdx mdx
text/spdx spdx
text/troff man me ms roff t tr
text/vnd.familysearch.gedcom ged
text/x-asm asm s
text/x-c c cc cpp cxx h hh
text/x-java-source java
text/x-vcalendar vcs
text/yaml yaml yml
video/iso.segment m4s
video/mp2t ts";

/// Extensions that have no media type in Postman.
pub(super) const UNKNOWN: &str = "\
323 3gp2 aa aax ac3 accda accdb accdc accde accdr accdt accdw accft acx addin ade adobebridge adt adts amc anx art arw
asa asax ascx ashx asmx aspx asr avifs axa axs axv bas calx cd cdda cfg cmd cnf config contact coverage cr2 cr3 crw cs
csdproj csproj datasource dbproj dgml dib dif disco divx dll.config dlm dng dsw dtsconfig dv erf etl exe.config
feature fif filters flr fsscript fsx gemini generictest gmi group gsm hdml hdr hhc hpp hta htt hxa hxc hxe hxf hxk hxt
hxv hxx i idl iii inc inl ins ipa ipg ipproj ipsw iqy isp ite itlp itms itpc ivf jck jcz jfif jsm jsxbin jxl k25 kdc
library-ms lit loadtest lsf lst lsx m2t m2ts m4b m4r mac mak master mda mde mfp mht mhtml mk mno mod mp2v mpa mpv2 mqv
mrw mtx mvc mxp nef nrw nws odh odl one onea orderedtest orf osdx parquet pcast pef pict pkgdef pkgundef pko pma pmc
pmr pmw pnt pntg pnz ppa psc1 psess pst pwz py qht qhtm qti qtif qtl raf rat raw rc rc2 rct rdlc reg resx rf rgs rqy
ruleset rw2 rwl safariextz scr sct sd2 settings sgimb sitemap skin slk sln slupkg-ms smd smx smz snippet sol sor sr2
srf ssisdeploymentmanifest ssm sst step stp testrunconfig testsettings tgz tlh tli trx tts uls user vb vbdproj vbk
vbproj vbs vcproj vcxproj vddproj vdp vdproj vdx vml vscontent vsct vsi vsix vsixlangpack vsixmanifest vsmdi vspscc
vsscc vssettings vssscc vstemplate vsto vsx vtx wave wbk webarchive webtest wiq wiz wlmp wlpginstall wlpginstall3 wmp
wrz x x3f xaf xdr xld xlk xll xmta xof xoml xrm-ms xsc xsf xss z";
