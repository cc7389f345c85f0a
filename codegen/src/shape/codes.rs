//! Codes that are keys of maps: languages, countries and currencies.
//!
//! Many of them are words too, such as `id`, `to` or `all`. So keys are codes if all of them are in a list, and one of
//! them is hardly anything else.

/// ISO 639-1.
const LANGUAGES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie \
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv \
    mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm \
    rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts \
    tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// ISO 3166-1, of two letters.
const COUNTRIES: &str = "\
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt \
    bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh \
    er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht \
    hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls \
    lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni \
    nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg \
    sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug \
    um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// ISO 4217, without funds and metals.
const CURRENCIES: &str = "\
    aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd \
    cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd \
    gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt \
    lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr \
    nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp \
    stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ves vnd vuv wst xaf xcd xof \
    xpf yer zar zmw";

/// Languages and currencies that are neither words nor frequent abbreviations.
const CERTAIN: &str = "\
    ar bg cs da de el en es et fa fi fr hi hu ja ko lv nl nn pl ro ru sr sv uk vi zh aud brl chf cny czk \
    dkk eur gbp hkd huf idr ils jpy krw mxn nok nzd pln rub sek sgd thb twd uah usd zar";

/// Scripts that distinguish locales of one language (ISO 15924).
const SCRIPTS: &str = "arab cyrl hans hant latn";

/// Whether all keys are languages, locales, countries or currencies; they can be in upper case.
pub(super) fn are_listed(keys: &[&str]) -> bool {
    keys.iter().all(|key| is_short(key))
        && keys.iter().all(|key| is_locale(key) || is_listed(key))
        && keys.iter().any(|key| is_certain(key))
}

/// A language with a country or script: `en-us`, `pt_BR`, `zh_Hant`. `is_in`, in lower case, is two words.
fn is_locale(key: &str) -> bool {
    let Some((language, rest)) = key.split_once(['-', '_']) else {
        return false;
    };
    let is_marked = key.contains('-') || rest.starts_with(|c: char| c.is_ascii_uppercase());
    is_marked && holds(LANGUAGES, language) && (holds(COUNTRIES, rest) || holds(SCRIPTS, rest))
}

/// Whether a code is hardly anything else: by itself, as the language of a locale, or as a locale like `pt-BR`.
fn is_certain(key: &str) -> bool {
    let mut parts = key.split(['-', '_']);
    let (code, country) = (parts.next(), parts.next());
    let is_upper = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    code.is_some_and(|code| holds(CERTAIN, code)) || country.is_some_and(is_upper)
}

fn is_listed(key: &str) -> bool {
    let lists = [LANGUAGES, COUNTRIES, CURRENCIES];
    lists.iter().any(|list| holds(list, key))
}

/// Whether a key is as short as codes are, so that long keys are not looked up.
fn is_short(key: &str) -> bool {
    (2..=7).contains(&key.len())
}

/// Whether a list holds a code, which is in lower or upper case.
fn holds(list: &str, code: &str) -> bool {
    let mut codes = list.split_ascii_whitespace();
    codes.any(|listed| listed.eq_ignore_ascii_case(code))
}
